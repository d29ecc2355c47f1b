package com.example.sample

import com.segment.analytics.kotlin.core.Analytics
import com.segment.analytics.kotlin.core.platform.Plugin
import java.lang.reflect.InvocationHandler
import java.lang.reflect.Method
import java.lang.reflect.Proxy

private const val CORE = "com.segment.analytics.kotlin.core"

/**
 * Has Segment's SDK wait, as a plugin of the app does that is not ready. The interface for it, WaitingPlugin, is not in
 * the oldest releases that this app is built with, so that it is met by its name.
 */
class Holding(private val analytics: Analytics) {
    private val waitingPlugin: Class<*>? = find("$CORE.WaitingPlugin")
    private var plugin: Any? = null

    /** Events wait until `resume`, thirty seconds at the most. Adding the plugin pauses already. */
    fun pause() = plugin?.let { tell(it, "pauseEventProcessing") } ?: addPlugin()

    fun resume() {
        plugin?.let { tell(it, "resumeEventProcessing") }
    }

    private fun addPlugin() {
        val type = waitingPlugin ?: throw CommandException("this release of analytics-kotlin cannot hold events")
        plugin = Proxy.newProxyInstance(type.classLoader, arrayOf(type), Waiting()).also { analytics.add(it as Plugin) }
    }

    private fun tell(waiting: Any, function: String) {
        val functions = Class.forName("$CORE.WaitingKt")
        functions.getMethod(function, Analytics::class.java, waitingPlugin).invoke(null, analytics, waiting)
    }

    private inner class Waiting : InvocationHandler {
        override fun invoke(proxy: Any, method: Method, arguments: Array<out Any?>?): Any? = when (method.name) {
            "getType" -> Plugin.Type.Before
            "getAnalytics" -> analytics
            "execute" -> arguments?.first()
            "setup", "pause" -> tell(proxy, "pauseEventProcessing")
            "resume" -> tell(proxy, "resumeEventProcessing")
            "hashCode" -> System.identityHashCode(proxy)
            "equals" -> proxy === arguments?.first()
            "toString" -> "Waiting"
            else -> null
        }
    }

    private fun find(name: String): Class<*>? = runCatching { Class.forName(name) }.getOrNull()
}
