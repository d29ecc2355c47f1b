package com.example.sample

import com.segment.analytics.kotlin.core.Analytics
import com.segment.analytics.kotlin.core.BaseEvent
import com.segment.analytics.kotlin.core.checkSettings
import com.segment.analytics.kotlin.core.platform.plugins.setDeviceToken
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.JsonObject

private val NONE = JsonObject(emptyMap())

/** The calls of Segment's SDK that have arguments. */
class SegmentCalls(private val analytics: Analytics) {
    /** Without an id the known user's traits are meant. */
    fun identify(given: Given) {
        val traits = given.data("traits") ?: NONE
        if ("user_id" in given) analytics.identify(given.text("user_id"), traits, enrichment(given))
        else analytics.identify(traits, enrichment(given))
    }

    fun track(given: Given) = analytics.track(given.text("name"), given.data("properties") ?: NONE, enrichment(given))

    fun screen(given: Given) {
        val category = if ("category" in given) given.text("category") else ""
        analytics.screen(given.text("name"), given.data("properties") ?: NONE, category, enrichment(given))
    }

    fun group(given: Given) = analytics.group(given.text("group_id"), given.data("traits") ?: NONE, enrichment(given))

    fun alias(given: Given) = analytics.alias(given.text("user_id"), enrichment(given))

    /** As an app does that asks for other settings than those it has; it waits for the answer. */
    fun checkSettings() = runBlocking { analytics.checkSettings() }

    fun setDeviceToken(token: String) = analytics.setDeviceToken(token)

    /** Adds to the integrations and the context of this call alone. */
    private fun enrichment(given: Given): ((BaseEvent?) -> BaseEvent?)? {
        val integrations = given.data("integrations") ?: NONE
        val context = given.data("context") ?: NONE
        if (integrations.isEmpty() && context.isEmpty()) return null
        return { event ->
            event?.also {
                it.integrations = JsonObject(it.integrations + integrations)
                it.context = JsonObject(it.context + context)
            }
        }
    }
}
