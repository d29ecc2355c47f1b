package com.example.sample

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import java.net.HttpURLConnection
import java.net.URL
import kotlin.concurrent.thread

private const val CHANNEL = "own"

/** By name: the sources also serve a build without compiled resources. */
fun SampleApp.drawable(name: String): Int = resources.getIdentifier(name, "drawable", packageName)

/** A debug build reaches the harness's proxy without any setting of the phone. */
fun useProxy(launch: Launch) {
    val host = launch.find("proxyHost") ?: return
    for (scheme in listOf("http", "https")) {
        System.setProperty("$scheme.proxyHost", host)
        System.setProperty("$scheme.proxyPort", launch.find("proxyPort").orEmpty())
    }
}

/** A request of the app's own, by which the harness knows that it sees the app's traffic. */
fun SampleApp.sendCanary(url: String) {
    val agent = System.getProperty("http.agent") ?: "Sample/${versionCode()}"
    thread(name = "canary") {
        val answer = runCatching {
            val connection = URL(url).openConnection() as HttpURLConnection
            connection.setRequestProperty("User-Agent", agent)
            connection.responseCode.also { connection.disconnect() }
        }
        log("the canary got $answer")
    }
}

/** The app's business with a push that is not MoEngage's. */
fun SampleApp.showNotification(payload: Payload) {
    val notifications = checkNotNull(getSystemService(NotificationManager::class.java))
    notifications.createNotificationChannel(
        NotificationChannel(CHANNEL, "Sample", NotificationManager.IMPORTANCE_DEFAULT),
    )
    val notification = Notification.Builder(this, CHANNEL)
        .setSmallIcon(drawable("small_icon"))
        .setContentTitle(titleOf(payload))
        .setContentText(payload["body"].orEmpty())
        .build()
    notifications.notify(titleOf(payload).hashCode(), notification)
}

/** Firebase's part is in a source set of its own, which a build may leave out. */
fun findPushService(app: SampleApp): PushService? = runCatching {
    Class.forName("com.example.sample.FirebasePushService").getConstructor(SampleApp::class.java).newInstance(app)
}.getOrNull() as PushService?
