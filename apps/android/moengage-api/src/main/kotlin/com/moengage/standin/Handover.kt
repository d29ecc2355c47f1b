package com.moengage.standin

import android.os.Looper
import android.util.Log
import com.moengage.core.LogLevel
import org.json.JSONObject
import java.util.Collections

/**
 * Every call on a class of this stand-in is handed over as one line of JSON and answered by one before it returns: one
 * call at a time, in the order in which they come.
 *
 * A line is `{"api": "Class.method", "args": [["String", "x"], ...], "thread": "main"}`; an answer is `{}`,
 * `{"value": ...}` or `{"error": "IllegalStateException", "message": "..."}`, which is thrown in the caller.
 */
object Handover {
    /** Who answers. As long as nobody does, nothing comes of a call. */
    @Volatile
    var exchange: (String) -> String = { "{}" }

    /** Where the logger writes. */
    @Volatile
    var log: (Int, String) -> Unit = { level, text -> Log.println(priorityOf(level), "MoEngage", text) }

    private val lines = Collections.synchronizedList(ArrayList<String>())

    /** The lines of this process, oldest first. */
    val kept: List<String> get() = synchronized(lines) { lines.toList() }

    /** The value of the answer, if it has one. */
    fun call(api: String, vararg arguments: Any?): Any? {
        val answer = JSONObject(hand(lineOf(api, arguments)))
        if (answer.has("error")) throw problemOf(answer.getString("error"), answer.optString("message"))
        return answer.opt("value")
    }

    @Synchronized
    private fun hand(line: String): String {
        lines += line
        return exchange(line)
    }

    private fun lineOf(api: String, arguments: Array<out Any?>): String {
        val isMain = Looper.getMainLooper().thread === Thread.currentThread()
        val thread = if (isMain) "main" else Thread.currentThread().name
        return """{"api":${quoted(api)},"args":${arguments.map(::typed).inBrackets()},"thread":${quoted(thread)}}"""
    }

    private fun priorityOf(level: Int) = if (level == LogLevel.ERROR) Log.ERROR else Log.DEBUG

    private fun problemOf(name: String, message: String): Throwable = try {
        val type = Class.forName(if ('.' in name) name else "java.lang.$name")
        type.getConstructor(String::class.java).newInstance(message) as Throwable
    } catch (unknown: ReflectiveOperationException) {
        RuntimeException("$name: $message", unknown)
    }
}
