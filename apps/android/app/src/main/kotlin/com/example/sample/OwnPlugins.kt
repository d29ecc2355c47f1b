package com.example.sample

import com.segment.analytics.kotlin.core.AliasEvent
import com.segment.analytics.kotlin.core.Analytics
import com.segment.analytics.kotlin.core.BaseEvent
import com.segment.analytics.kotlin.core.GroupEvent
import com.segment.analytics.kotlin.core.IdentifyEvent
import com.segment.analytics.kotlin.core.ScreenEvent
import com.segment.analytics.kotlin.core.TrackEvent
import com.segment.analytics.kotlin.core.platform.DestinationPlugin
import com.segment.analytics.kotlin.core.platform.Plugin
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import java.util.concurrent.CopyOnWriteArrayList

private const val MOENGAGE = "MoEngage"

abstract class Enrichment : Plugin {
    override val type = Plugin.Type.Enrichment
    override lateinit var analytics: Analytics
}

/** Fails whenever it can. */
class Throwing : Enrichment() {
    override fun setup(analytics: Analytics): Unit = throw RuntimeException("a plugin of the app failed in its setup")

    override fun execute(event: BaseEvent): BaseEvent = throw RuntimeException("a plugin of the app failed")
}

/** Adds a property to each track: an enrichment, or the middleware of a destination. */
class Marking(private val property: String) : Enrichment() {
    override fun execute(event: BaseEvent): BaseEvent {
        if (event is TrackEvent) event.properties = JsonObject(event.properties + (property to JsonPrimitive(true)))
        return event
    }
}

/** Lets no track pass whose name says that it is secret. */
class Swallowing : Enrichment() {
    override fun execute(event: BaseEvent): BaseEvent? =
        if (event is TrackEvent && "Secret" in event.event) null else event
}

/** Somebody else's, in device mode: it notes what it gets, and then spoils its own copy. */
class OtherDestination(private val changed: () -> Unit) : DestinationPlugin() {
    override val key = "Sample Other"
    val heard = CopyOnWriteArrayList<String>()

    override fun identify(payload: IdentifyEvent) = note(payload, "identify ${payload.userId}".trimEnd())
    override fun track(payload: TrackEvent) = note(payload, "track ${payload.event}")
    override fun screen(payload: ScreenEvent) = note(payload, "screen ${payload.name}")
    override fun group(payload: GroupEvent) = note(payload, "group ${payload.groupId}")
    override fun alias(payload: AliasEvent) = note(payload, "alias ${payload.userId}")

    private fun note(event: BaseEvent, what: String): BaseEvent {
        heard += what
        changed()
        return event.also(::spoil)
    }

    private fun spoil(event: BaseEvent) {
        val nothing = JsonObject(emptyMap())
        event.context = nothing
        event.integrations = nothing
        event.userId = "spoilt"
        event.anonymousId = "spoilt"
        when (event) {
            is TrackEvent -> event.apply { properties = nothing; this.event = "Spoilt" }
            is ScreenEvent -> event.properties = nothing
            is IdentifyEvent -> event.traits = nothing
            is GroupEvent -> event.traits = nothing
            is AliasEvent -> Unit
        }
    }
}

/** Adds plugins by their names, in the order in which they are asked for. */
class Plugging(private val sdks: Sdks, changed: () -> Unit) {
    val other = OtherDestination(changed)
    private val analytics = sdks.analytics

    private val ways: Map<String, () -> Unit> = mapOf(
        "moengage" to { analytics.add(sdks.makeDestination()) },
        "other" to { analytics.add(other) },
        "throwing" to { analytics.add(Throwing()) },
        "marking" to { analytics.add(Marking("marked_by_the_app")) },
        "swallowing" to { analytics.add(Swallowing()) },
        "throwing-inside" to { analytics.find(MOENGAGE)?.add(Throwing()) },
        "marking-inside" to { analytics.find(MOENGAGE)?.add(Marking("marked_for_moengage")) },
        "none" to {},
    )

    fun add(name: String) {
        val way = requireNotNull(ways[name]) { "a plugin is one of ${ways.keys.joinToString()}, not ${shown(name)}" }
        way()
    }
}
