// Robolectric brings the framework up; then this loop is adb, the system and a person's finger. One JSON object a line
// comes in (`{"id": 1, "op": "press", "on": "run"}`) and one goes out (`{"id": 1, "value": ...}` or `"error"`).
package com.example.harness.host

import android.content.Intent
import android.net.Uri
import android.os.Build
import android.os.Looper
import com.moengage.standin.Handover
import java.io.BufferedReader
import java.io.PrintStream
import java.net.Socket
import java.time.Duration
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import org.json.JSONArray
import org.json.JSONObject
import org.junit.Test
import org.junit.runner.JUnitCore
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.ConscryptMode
import org.robolectric.annotation.GraphicsMode
import org.robolectric.annotation.LooperMode
import org.robolectric.annotation.SQLiteMode
import org.robolectric.shadows.ShadowLog

object Main {
    /** Kept where both class loaders, Robolectric's and the system's, find it. */
    const val OUT = "host.out"

    @JvmStatic
    fun main(arguments: Array<String>) {
        System.getProperties()[OUT] = System.out
        System.setOut(System.err)
        val result = JUnitCore.runClasses(Host::class.java)
        result.failures.forEach { System.err.println(it.trace) }
        Runtime.getRuntime().halt(if (result.wasSuccessful()) 0 else 1)
    }
}

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = HostApp::class, manifest = Config.NONE, qualifiers = "en-rUS-w411dp-h914dp-420dpi")
@LooperMode(LooperMode.Mode.PAUSED)
@GraphicsMode(GraphicsMode.Mode.LEGACY)
@SQLiteMode(SQLiteMode.Mode.LEGACY)
@ConscryptMode(ConscryptMode.Mode.OFF)
class Host {
    /** JUnit reflects on this class outside of Robolectric's sandbox: it may name no type of Android's. */
    @Test
    fun run() = Loop().run()
}

class Loop {
    private val out = System.getProperties()[Main.OUT] as PrintStream
    private val screens = Screens()
    private var pumped = System.nanoTime()
    private val app get() = RuntimeEnvironment.getApplication() as HostApp

    fun run() {
        val lines = LinkedBlockingQueue<String>()
        Thread { generateSequence(::readLine).forEach(lines::put); Runtime.getRuntime().halt(0) }.apply { isDaemon = true; start() }
        ShadowLog.stream = System.err
        say(JSONObject().put("event", "ready").put("sdk", Build.VERSION.SDK_INT).put("pid", ProcessHandle.current().pid()))
        while (true) {
            val line = lines.poll(PUMP_MS, TimeUnit.MILLISECONDS)
            pump()
            if (line != null) answer(JSONObject(line))
        }
    }

    private fun answer(asked: JSONObject) {
        val answer = JSONObject().put("id", asked.get("id"))
        try {
            answer.put("value", perform(asked) ?: JSONObject.NULL)
            pump()
        } catch (problem: Throwable) {
            answer.put("error", problem.toString())
            problem.printStackTrace()
        }
        say(answer)
    }

    private fun perform(asked: JSONObject): Any? = when (val op = asked.getString("op")) {
        "begin" -> begin(asked)
        "open" -> screens.open(intentOf(asked))
        "background" -> screens.hide()
        "foreground" -> screens.show()
        "interrupt" -> screens.interrupt(asked.getBoolean("isOver"))
        "rotate" -> screens.turn()
        "isInFront" -> screens.isInFront
        "widgets" -> widgets().listed()
        "type" -> widgets().type(asked.getString("on"), asked.getString("text"))
        "press" -> widgets().touch(asked.getString("on"))
        "handed" -> JSONArray(Handover.kept)
        else -> throw IllegalArgumentException("unknown op $op")
    }.let { if (it is Unit) null else it }

    private fun begin(asked: JSONObject) {
        val port = asked.optInt("moengage")
        if (port != 0) Handover.exchange = Line(port)::exchange
        if (asked.has("destination")) System.setProperty(DESTINATION, asked.getString("destination"))
        app.begin(asked)
    }

    private fun widgets() = Widgets(checkNotNull(screens.top) { "no activity of the app is there" }.window.decorView, ::pump)

    private fun intentOf(asked: JSONObject): Intent {
        val intent = Intent(Intent.ACTION_MAIN)
        val url = asked.optString("url")
        if (url.isNotEmpty()) intent.setAction(Intent.ACTION_VIEW).data = Uri.parse(url)
        val extras = asked.optJSONObject("extras") ?: JSONObject()
        extras.keys().forEach { intent.putExtra(it, extras.getString(it)) }
        return intent
    }

    /** The main looper's clock follows the wall clock, so that Handler's delays are real. */
    private fun pump() {
        val passed = (System.nanoTime() - pumped) / NANOS_PER_MS
        pumped += passed * NANOS_PER_MS
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(passed))
        screens.follow()
    }

    private fun say(what: JSONObject) = synchronized(out) { out.println(what); out.flush() }

    private companion object {
        const val PUMP_MS = 10L

        /** Which release of MoEngage's destination the app's stand-in for it acts as. */
        const val DESTINATION = "sample.destination"
        const val NANOS_PER_MS = 1_000_000L
    }
}

/** To the process of MoEngage's model: one line there, one line back. No proxy lies between. */
class Line(port: Int) {
    private val socket = Socket("127.0.0.1", port).apply { tcpNoDelay = true }
    private val lines: BufferedReader = socket.getInputStream().bufferedReader()

    @Synchronized
    fun exchange(line: String): String {
        socket.getOutputStream().write((line + "\n").toByteArray())
        return lines.readLine() ?: """{"error": "IllegalStateException", "message": "MoEngage's model has ended"}"""
    }
}
