package com.moengage.core.internal.integrations

import android.app.Application
import android.content.Context
import com.moengage.core.internal.model.IntegrationMeta
import com.moengage.core.model.IntegrationPartner
import com.moengage.standin.Handover
import org.json.JSONObject

/** What the first generations of the destination call. */
class MoEIntegrationHelper(context: Context, partner: IntegrationPartner) {
    init {
        tell("<init>", context, partner)
    }

    fun initialize(appId: String, application: Application) = tell("initialize", appId, application)

    fun trackUserAttribute(attributes: Map<String, Any>, appId: String) = tell("trackUserAttribute", attributes, appId)

    fun trackEvent(eventName: String, attributes: JSONObject, appId: String) =
        tell("trackEvent", eventName, attributes, appId)

    fun trackAnonymousId(anonymousId: String?, appId: String) = tell("trackAnonymousId", anonymousId, appId)

    companion object {
        fun addIntegrationMeta(meta: IntegrationMeta, appId: String) = tell("addIntegrationMeta", meta, appId)

        private fun tell(method: String, vararg arguments: Any?) {
            Handover.call("MoEIntegrationHelper.$method", *arguments)
        }
    }
}
