package com.example.sample

import android.app.Activity
import android.app.Application
import android.os.Bundle

private const val RICH_LANDING = "com.moe.pushlibrary.activities.MoEActivity"
private const val PAGE = "gcm_webUrl"

/** The activities of this process, oldest first, and what is to be done before the first one is made. */
class Activities(private val app: SampleApp) : Application.ActivityLifecycleCallbacks {
    private val alive = mutableListOf<Activity>()

    val front: Activity? get() = alive.lastOrNull()

    /** Ahead of every other listener's onActivityCreated, Segment's included. */
    override fun onActivityPreCreated(activity: Activity, state: Bundle?) = app.startFor(activity.intent)

    override fun onActivityCreated(activity: Activity, state: Bundle?) {
        alive += activity
        if (activity.javaClass.name == RICH_LANDING) {
            activity.intent.extras?.getString(PAGE)?.let(app.console::notePage)
        }
    }

    override fun onActivityDestroyed(activity: Activity) {
        alive -= activity
    }

    override fun onActivityStarted(activity: Activity) = Unit

    override fun onActivityResumed(activity: Activity) = Unit

    override fun onActivityPaused(activity: Activity) = Unit

    override fun onActivityStopped(activity: Activity) = Unit

    override fun onActivitySaveInstanceState(activity: Activity, state: Bundle) = Unit
}
