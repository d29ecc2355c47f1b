// What a person sees and touches: views found by their content descriptions.
package com.example.harness.host

import android.os.SystemClock
import android.view.MotionEvent
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.EditText
import android.widget.TextView
import org.json.JSONArray
import org.json.JSONObject

class Widgets(private val root: View, private val pump: () -> Unit) {
    /** `[{"id", "role": "field" | "button" | "text", "text", "enabled"}]`, in the order of the tree. */
    fun listed() = JSONArray(named().map { (id, view) ->
        JSONObject().put("id", id).put("role", roleOf(view)).put("text", textOf(view)).put("enabled", view.isEnabled)
    })

    fun type(id: String, text: String) {
        (find(id) as? EditText ?: throw NoSuchElementException("$id is no field of the screen")).setText(text)
    }

    /** A finger down and up in its middle. */
    fun touch(id: String) {
        val view = find(id) as? Button ?: throw NoSuchElementException("$id is no button of the screen")
        val at = SystemClock.uptimeMillis()
        for (action in intArrayOf(MotionEvent.ACTION_DOWN, MotionEvent.ACTION_UP)) {
            val event = MotionEvent.obtain(at, at, action, view.width / 2f, view.height / 2f, 0)
            view.dispatchTouchEvent(event)
            event.recycle()
            pump()
        }
    }

    private fun find(id: String): View =
        named().firstOrNull { it.first == id }?.second ?: throw NoSuchElementException("nothing on the screen is called $id")

    private fun named(): List<Pair<String, View>> = all(root).mapNotNull { view -> idOf(view)?.let { it to view } }.toList()

    private fun all(view: View): Sequence<View> = sequence {
        yield(view)
        if (view is ViewGroup) for (index in 0 until view.childCount) yieldAll(all(view.getChildAt(index)))
    }

    private fun idOf(view: View) = view.contentDescription?.toString()?.takeIf { it.isNotEmpty() }

    private fun textOf(view: View) = (view as? TextView)?.text?.toString() ?: ""

    private fun roleOf(view: View) = when (view) {
        is EditText -> "field"
        is Button -> "button"
        else -> "text"
    }
}
