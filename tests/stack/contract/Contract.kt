// The sample app in a JVM, told directly what its Segment SDK is to do: the inputs of a recording, step by step.
package com.example.harness.contract

import android.content.Intent
import android.net.Uri
import android.os.Looper
import com.example.harness.host.HostApp
import com.example.harness.host.Line
import com.example.harness.host.Screens
import com.moengage.standin.Handover
import com.segment.analytics.kotlin.android.Analytics
import com.segment.analytics.kotlin.core.Analytics
import com.segment.analytics.kotlin.core.BaseEvent
import com.segment.analytics.kotlin.core.checkSettings
import java.io.PrintStream
import java.time.Duration
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
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

object Main {
    @JvmStatic
    fun main(arguments: Array<String>) {
        System.getProperties()["contract.out"] = System.out
        System.setOut(System.err)
        JUnitCore.runClasses(Contract::class.java).failures.forEach { System.err.println(it.trace) }
        Runtime.getRuntime().halt(1)
    }
}

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = HostApp::class, manifest = Config.NONE, qualifiers = "en-rUS-w411dp-h914dp-420dpi")
@LooperMode(LooperMode.Mode.PAUSED)
@GraphicsMode(GraphicsMode.Mode.LEGACY)
@SQLiteMode(SQLiteMode.Mode.LEGACY)
@ConscryptMode(ConscryptMode.Mode.OFF)
class Contract {
    /** JUnit reflects on this class outside of Robolectric's sandbox: it may name no type of Android's. */
    @Test
    fun run() = Loop().run()
}

class Loop {
    private val out = System.getProperties()["contract.out"] as PrintStream
    private val screens = Screens()
    private var pumped = System.nanoTime()
    private val app get() = RuntimeEnvironment.getApplication() as HostApp
    private val analytics: Analytics get() = newest ?: app.console.sdks.analytics
    private var newest: Analytics? = null

    fun run() {
        val lines = LinkedBlockingQueue<String>()
        Thread { generateSequence(::readLine).forEach(lines::put); Runtime.getRuntime().halt(0) }.apply { isDaemon = true; start() }
        say(JSONObject().put("event", "ready"))
        while (true) {
            val line = lines.poll(10, TimeUnit.MILLISECONDS)
            pump()
            if (line != null) answer(JSONObject(line))
        }
    }

    private fun answer(asked: JSONObject) {
        val answer = JSONObject().put("id", asked.get("id"))
        try {
            perform(asked)
            answer.put("value", JSONObject.NULL)
        } catch (problem: Throwable) {
            answer.put("error", problem.toString())
        }
        say(answer)
    }

    private fun perform(asked: JSONObject): Any? = when (val op = asked.getString("op")) {
        "begin" -> { Handover.exchange = Line(asked.getInt("moengage"))::exchange; app.begin(asked) }
        "open" -> screens.open(intentOf(asked))
        "background" -> screens.hide()
        "foreground" -> screens.show()
        "check" -> runBlocking { analytics.checkSettings() }
        "new" -> newest = Analytics(asked.getString("writeKey"), app).also { it.add(app.console.sdks.makeDestination()) }
        "addplugin" -> analytics.add(app.console.sdks.makeDestination())
        "logger" -> Handover.log = { _, _ -> if (asked.getBoolean("throws")) throw RuntimeException("a fault in print") }
        "call" -> call(asked)
        else -> throw IllegalArgumentException("unknown op $op")
    }

    private fun call(asked: JSONObject) {
        val name = asked.optString("name")
        val data = asked.jsonOf("data")
        val given = data ?: JsonObject(emptyMap())
        val enrich = asked.jsonOf("integrations")?.let { more -> { event: BaseEvent? -> event?.apply { integrations = more } } }
        when (val method = asked.getString("m")) {
            "track" -> analytics.track(name, given, enrich)
            "identify" -> analytics.identify(name, given, enrich)
            "traits" -> analytics.identify(given, enrich)
            "screen" -> analytics.screen(name, given, "", enrich)
            "group" -> analytics.group(name, given, enrich)
            "alias" -> analytics.alias(name, enrich)
            "reset" -> analytics.reset()
            "flush" -> analytics.flush()
            else -> throw IllegalArgumentException("unknown call $method")
        }
    }

    private fun JSONObject.jsonOf(name: String): JsonObject? =
        if (has(name)) Json.parseToJsonElement(getString(name)) as JsonObject else null

    private fun intentOf(asked: JSONObject): Intent {
        val intent = Intent(Intent.ACTION_MAIN)
        if (asked.has("url")) intent.setAction(Intent.ACTION_VIEW).data = Uri.parse(asked.getString("url"))
        val extras = asked.optJSONObject("extras") ?: JSONObject()
        extras.keys().forEach { intent.putExtra(it, extras.getString(it)) }
        return intent
    }

    private fun pump() {
        val passed = (System.nanoTime() - pumped) / 1_000_000
        pumped += passed * 1_000_000
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(passed))
        screens.follow()
    }

    private fun say(what: JSONObject) = synchronized(out) { out.println(what); out.flush() }
}
