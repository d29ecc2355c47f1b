// The sample app's Application as Robolectric makes it: what a device's system would have set is set from here.
package com.example.harness.host

import android.Manifest
import android.content.Context
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import androidx.lifecycle.ProcessLifecycleOwner
import com.example.sample.SampleApp
import java.io.File
import org.json.JSONObject
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowBuild

class HostApp : SampleApp() {
    /** The app's own start waits for [begin]: a process may be kept ready before anybody knows what it is for. */
    override fun onCreate() = Unit

    /** [said]: data (a folder that outlives the process), package, versionName, versionCode, label, permissions. */
    fun begin(said: JSONObject) {
        keepDataIn(File(said.getString("data")).absoluteFile)
        installAs(said)
        dressAsDevice()
        startLibraries()
        super.onCreate()
    }

    /** The same path in each process: the SDK keys the state of its retries by its files' full paths. */
    private fun keepDataIn(folder: File) {
        folder.mkdirs()
        applicationInfo.dataDir = folder.path
        val apk = baseContext.javaClass.getDeclaredField("mPackageInfo").apply { isAccessible = true }.get(baseContext)
        val paths = mapOf("mDataDir" to folder.path, "mDataDirFile" to folder, "mCredentialProtectedDataDirFile" to folder)
        for ((name, value) in paths) apk.javaClass.getDeclaredField(name).apply { isAccessible = true }.set(apk, value)
    }

    private fun installAs(said: JSONObject) {
        val label = said.getString("label")
        applicationInfo.apply { nonLocalizedLabel = label; labelRes = 0; flags = flags or ApplicationInfo.FLAG_DEBUGGABLE }
        val info = PackageInfo().also {
            it.packageName = packageName
            it.versionName = said.getString("versionName")
            it.longVersionCode = said.getString("versionCode").toLong()
            it.applicationInfo = ApplicationInfo(applicationInfo).apply { packageName = this@HostApp.packageName }
        }
        shadowOf(packageManager).installPackage(info)
        val granted = arrayListOf(Manifest.permission.INTERNET)
        if (said.optBoolean("networkState", true)) granted.add(Manifest.permission.ACCESS_NETWORK_STATE)
        shadowOf(this).grantPermissions(*granted.toTypedArray())
    }

    override fun getPackageName(): String = PACKAGE

    private fun dressAsDevice() {
        ShadowBuild.setManufacturer("Google")
        ShadowBuild.setModel("jvm")
        ShadowBuild.setDevice("jvm")
    }

    /** On a device androidx.startup's provider, which the merged manifest names, does this before onCreate. */
    private fun startLibraries() {
        Class.forName("androidx.lifecycle.LifecycleDispatcher").getMethod("init", Context::class.java).invoke(null, this)
        val owner = ProcessLifecycleOwner.Companion
        owner.javaClass.methods.first { it.name.startsWith("init") }.invoke(owner, this)
    }

    private companion object {
        const val PACKAGE = "com.example.sample"
    }
}
