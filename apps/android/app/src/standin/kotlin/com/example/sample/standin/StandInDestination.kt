package com.example.sample.standin

import android.app.Application
import com.moengage.core.LogLevel
import com.moengage.core.internal.USER_ATTRIBUTE_UNIQUE_ID
import com.moengage.core.internal.USER_ATTRIBUTE_USER_LOCATION
import com.moengage.core.internal.integrations.segment.SegmentIntegrationHelper
import com.moengage.core.internal.logger.Logger
import com.moengage.core.internal.model.IntegrationMeta
import com.segment.analytics.kotlin.android.utilities.toJSONObject
import com.segment.analytics.kotlin.core.AliasEvent
import com.segment.analytics.kotlin.core.BaseEvent
import com.segment.analytics.kotlin.core.IdentifyEvent
import com.segment.analytics.kotlin.core.Settings
import com.segment.analytics.kotlin.core.Storage
import com.segment.analytics.kotlin.core.TrackEvent
import com.segment.analytics.kotlin.core.platform.DestinationPlugin
import com.segment.analytics.kotlin.core.platform.Plugin
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import java.util.concurrent.Executors

private val ADDRESS_PARTS = listOf("city", "country", "state")

/**
 * Calls on MoEngage's SDK what MoEngage's destination of this release was recorded to call. How text is converted
 * depends on the kotlinx-serialization-json that the app resolves, here as there.
 */
class StandInDestination(private val application: Application, private val release: String) : DestinationPlugin() {
    override val key = "MoEngage"

    private val generation = Generation.of(release)

    @Volatile
    private var madeHelper = if (generation.makesHelperAtOnce) SegmentIntegrationHelper(application) else null

    @Volatile
    private var workspaceId: String? = null

    private val helper: SegmentIntegrationHelper
        get() = checkNotNull(madeHelper) { "nothing is initialised yet" }

    override fun update(settings: Settings, type: Plugin.UpdateType) {
        super.update(settings, type)
        guard("update") {
            if (type == Plugin.UpdateType.Initial || generation.actsOnRefresh) takeSettings(settings.integrations)
        }
    }

    /** An entry that cannot be used leaves the workspace that is known, or none. */
    private fun takeSettings(integrations: JsonObject) {
        val apiKey = (integrations[key] as? JsonObject)?.get("apiKey")
        if (apiKey !is JsonPrimitive || apiKey is JsonNull) return say("update", "the settings have no usable entry")
        if (apiKey.content != workspaceId) activate(apiKey.content)
    }

    /** The workspace is remembered before the call: an initialize that fails is never repeated. */
    private fun activate(workspace: String) {
        if (madeHelper == null) madeHelper = SegmentIntegrationHelper(application)
        workspaceId = workspace
        helper.initialize(application, workspace, IntegrationMeta("segment", release))
        Executors.newSingleThreadExecutor { Thread(it, "own executor") }.submit { guard("update", ::passAnonymousId) }
    }

    private fun passAnonymousId() {
        analytics.storage.read(Storage.Constants.AnonymousId)?.let { helper.trackAnonymousId(it, workspaceId) }
    }

    override fun identify(payload: IdentifyEvent): BaseEvent = payload.also {
        guard("identify") { passUser(it.userId, it.traits) }
    }

    private fun passUser(userId: String, traits: JsonObject) {
        val attributes = attributesOf(traits, generation.renamesDeeply)
        if (generation.signsIn) signIn(userId.ifEmpty { takeUserId(attributes) })
        if (generation.signsIn || attributes.isNotEmpty()) helper.trackUserAttributes(attributes, workspaceId)
        passAddress(traits.objectOf("address"))
        passLocation(traits.objectOf("location"))
    }

    private fun signIn(userId: Any) =
        if (generation.takesTextIdsOnly) helper.identifyUser(userId as String, workspaceId)
        else helper.setUniqueId(userId, workspaceId)

    /** `traits.userId` where nobody is known. One that is no text (any more) is lost, and so is the attribute. */
    private fun takeUserId(attributes: MutableMap<String, Any>): Any {
        val found = attributes.remove(USER_ATTRIBUTE_UNIQUE_ID) ?: ""
        return if (found is String || !generation.takesTextIdsOnly) found else ""
    }

    /** Once more as text and under their own names. */
    private fun passAddress(address: JsonObject) {
        for (part in ADDRESS_PARTS) {
            val text = address.textOf(part)
            if (text.isNotEmpty()) helper.trackUserAttribute(part, text, workspaceId)
        }
    }

    private fun passLocation(location: JsonObject) {
        if (location.isEmpty()) return
        helper.trackUserAttribute(USER_ATTRIBUTE_USER_LOCATION, placeOf(location), workspaceId)
    }

    override fun track(payload: TrackEvent): BaseEvent = payload.also {
        guard("track") { helper.trackEvent(it.event, it.properties.toJSONObject(), workspaceId) }
    }

    override fun alias(payload: AliasEvent): BaseEvent = payload.also {
        guard("alias") { helper.setAlias(it.userId, workspaceId) }
    }

    override fun reset() = guard("reset") { helper.logout(workspaceId) }

    /** What was passed before an exception stays passed; the rest of the verb is lost. */
    private fun guard(verb: String, act: () -> Unit) {
        try {
            say(verb, "will try")
            act()
        } catch (problem: Throwable) {
            Logger.print(LogLevel.ERROR, problem) { "MoEngageDestination_$release $verb()" }
        }
    }

    private fun say(verb: String, text: String) = Logger.print { "MoEngageDestination_$release $verb(): $text" }
}
