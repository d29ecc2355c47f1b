package com.example.sample

import android.Manifest
import android.app.Activity
import android.app.Application
import android.content.Intent
import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager
import android.os.Build
import android.os.Handler
import android.os.Looper
import kotlin.concurrent.thread

/**
 * Makes both SDKs on the main thread: a release build in `onCreate`, as the destination's page asks; a debug build
 * when it has the launch arguments, which come with the first activity's intent.
 */
open class SampleApp : Application() {
    private val main = Handler(Looper.getMainLooper())
    private val activities = Activities(this)
    private var running: Console? = null

    lateinit var launch: Launch
        private set

    /** None where the app is built without Firebase. */
    val pushService: PushService? by lazy { findPushService(this) }

    /** What runs in this process; started with the arguments of the last launch by whoever asks first. */
    val console: Console get() = running ?: start(recallLaunch(this))

    override fun onCreate() {
        super.onCreate()
        registerActivityLifecycleCallbacks(activities)
        if (!isDebuggable()) start(Launch(emptyMap()))
    }

    fun startFor(intent: Intent) {
        if (running == null) start(Launch.of(intent)?.also { it.remember(this) } ?: recallLaunch(this))
    }

    private fun start(launch: Launch): Console {
        this.launch = launch
        useProxy(launch)
        return Console(this, makeSdks(this, launch), launch).also { running = it }
    }

    private fun isDebuggable() = applicationInfo.flags and ApplicationInfo.FLAG_DEBUGGABLE != 0

    fun versionCode(): Long = packageManager.getPackageInfo(packageName, 0).longVersionCode

    /** At once where this is the main thread already. */
    fun onMain(act: () -> Unit) {
        if (Looper.myLooper() == Looper.getMainLooper()) act() else main.post(act)
    }

    fun later(ms: Long, act: () -> Unit) {
        main.postDelayed({ thread(block = act) }, ms)
    }

    fun openScreen(name: String) {
        val front = front()
        val screen = runCatching { Class.forName("com.example.sample.$name") }.getOrNull()
        if (screen == null || !Activity::class.java.isAssignableFrom(screen)) {
            throw CommandException("this app has no screen ${shown(name)}")
        }
        front.startActivity(Intent(front, screen))
    }

    /** The first screen stays. */
    fun closeScreen() {
        activities.front?.takeIf { it is DetailsActivity }?.finish()
    }

    fun askPermission() {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return console.sdks.moengage.permissionAnswered(true)
        val permission = Manifest.permission.POST_NOTIFICATIONS
        if (checkSelfPermission(permission) == PackageManager.PERMISSION_GRANTED) {
            console.sdks.moengage.permissionAnswered(true)
        } else {
            front().requestPermissions(arrayOf(permission), 1)
        }
    }

    private fun front() = activities.front ?: throw CommandException("no screen of the app is up")
}
