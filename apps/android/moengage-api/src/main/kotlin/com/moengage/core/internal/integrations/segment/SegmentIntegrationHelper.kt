package com.moengage.core.internal.integrations.segment

import android.app.Application
import android.content.Context
import com.moengage.core.internal.model.IntegrationMeta
import com.moengage.standin.Handover
import org.json.JSONObject

class SegmentIntegrationHelper(context: Context) {
    init {
        tell("<init>", context)
    }

    fun initialize(application: Application, workspaceId: String?, integrationMeta: IntegrationMeta) =
        tell("initialize", application, workspaceId, integrationMeta)

    fun trackAnonymousId(anonymousId: String, workspaceId: String?) = tell("trackAnonymousId", anonymousId, workspaceId)

    fun identifyUser(identity: String, workspaceId: String?) = tell("identifyUser", identity, workspaceId)

    fun setUniqueId(uniqueId: Any, workspaceId: String?) = tell("setUniqueId", uniqueId, workspaceId)

    fun setAlias(alias: String, workspaceId: String?) = tell("setAlias", alias, workspaceId)

    fun trackUserAttributes(attributes: Map<String, Any>, workspaceId: String?) =
        tell("trackUserAttributes", attributes, workspaceId)

    fun trackUserAttribute(name: String, value: Any, workspaceId: String?) =
        tell("trackUserAttribute", name, value, workspaceId)

    fun trackEvent(eventName: String, attributes: JSONObject, workspaceId: String?) =
        tell("trackEvent", eventName, attributes, workspaceId)

    fun logout(workspaceId: String?) = tell("logout", workspaceId)

    private fun tell(method: String, vararg arguments: Any?) {
        Handover.call("SegmentIntegrationHelper.$method", *arguments)
    }
}
