import org.jetbrains.kotlin.gradle.dsl.JvmTarget

plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.android)
}

android {
    namespace = "com.example.sample"
    compileSdk = libs.versions.compileSdk.get().toInt()

    defaultConfig {
        applicationId = "com.example.sample"
        minSdk = libs.versions.minSdk.get().toInt()
        targetSdk = libs.versions.compileSdk.get().toInt()
        versionCode = 200
        versionName = "2.0"
    }

    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "proguard-rules.pro")
            signingConfig = signingConfigs.getByName("debug")
        }
    }

    // Who is told of Segment's events: MoEngage's destination, or one of our own over a stand-in of MoEngage's SDK.
    flavorDimensions += "destination"
    productFlavors {
        create("moengage") { dimension = "destination" }
        create("standin") { dimension = "destination" }
    }

    sourceSets {
        getByName("main").kotlin.srcDirs("src/main/kotlin", "src/fcm/kotlin")
        getByName("moengage").kotlin.srcDirs("src/moengage/kotlin")
        getByName("standin").kotlin.srcDirs("src/standin/kotlin")
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
}

// Your own Firebase project, for pushes; nothing else needs it.
if (file("google-services.json").exists()) apply(plugin = libs.plugins.google.services.get().pluginId)

kotlin {
    compilerOptions.jvmTarget.set(JvmTarget.JVM_17)
}

dependencies {
    implementation(libs.analytics)
    implementation(libs.firebase.messaging)
    implementation(libs.androidx.core)
    implementation(libs.androidx.appcompat)
    implementation(libs.androidx.lifecycle.process)
    // Its release decides how the destination converts text.
    implementation(libs.serialization.json)

    "moengageImplementation"(libs.destination) { isTransitive = true }
    "moengageImplementation"(libs.moengage)
    "moengageImplementation"(platform(libs.moengage.bom))
    "moengageImplementation"(libs.moengage.inapp)
    "moengageImplementation"(libs.moengage.cards)
    "standinImplementation"(project(":moengage-api"))
}
