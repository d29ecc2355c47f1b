// The system's part of activities: which one is in front, and what shows, hides, turns and ends them.
package com.example.harness.host

import android.app.Activity
import android.content.Intent
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController

class Screens {
    private val shown = ArrayList<ActivityController<out Activity>>()
    var isInFront = false
        private set

    val top: Activity? get() = shown.lastOrNull()?.get()

    fun open(intent: Intent) = open(classOf(intent), intent)

    /** Over the one that is in front, which stops once the new one is up. */
    private fun open(kind: Class<out Activity>, intent: Intent) {
        val below = shown.lastOrNull()
        if (isInFront) below?.pause()
        shown.add(Robolectric.buildActivity(kind, intent).setup())
        if (isInFront) below?.stop()
        isInFront = true
    }

    fun hide() {
        if (!isInFront) return
        shown.last().userLeaving().pause().stop()
        isInFront = false
    }

    /** `restart` starts it too: starting it once more would count it twice. */
    fun show() {
        if (isInFront) return
        shown.last().restart().resume()
        isInFront = true
    }

    /** The notification shade over it and away again. */
    fun interrupt(isOver: Boolean) {
        if (isInFront) shown.last().run { if (isOver) pause() else resume() }
    }

    fun turn() {
        RuntimeEnvironment.setQualifiers(if (isTurned) "+port" else "+land")
        isTurned = !isTurned
        shown.last().recreate()
    }

    private var isTurned = false

    /** What the app asked the system for since the last time: other activities, and the end of its own. */
    fun follow() {
        val asked = shadowOf(RuntimeEnvironment.getApplication()).nextStartedActivity
        if (asked != null) return open(asked)
        val top = shown.lastOrNull() ?: return
        if (top.get().isFinishing && shown.size > 1) close(top)
    }

    private fun close(top: ActivityController<out Activity>) {
        shown.removeAt(shown.size - 1)
        if (isInFront) top.pause()
        if (isInFront) shown.last().restart().resume()
        top.stop().destroy()
    }

    @Suppress("UNCHECKED_CAST")
    private fun classOf(intent: Intent): Class<out Activity> =
        Class.forName(intent.component?.className ?: MAIN) as Class<out Activity>

    private companion object {
        const val MAIN = "com.example.sample.MainActivity"
    }
}
