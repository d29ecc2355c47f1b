package com.moengage.firebase

import android.content.Context
import com.moengage.firebase.listener.NonMoEngagePushListener
import com.moengage.pushbase.listener.TokenAvailableListener
import com.moengage.standin.Handover

/** No listener is ever told: a stand-in has no messaging service. */
class MoEFireBaseHelper private constructor() {
    fun passPushToken(context: Context, token: String) = tell("passPushToken", context, token)

    fun passPushPayload(context: Context, payload: Map<String, String>) = tell("passPushPayload", context, payload)

    @Suppress("UNUSED_PARAMETER")
    fun addTokenListener(listener: TokenAvailableListener) = tell("addTokenListener")

    @Suppress("UNUSED_PARAMETER")
    fun addNonMoEngagePushListener(listener: NonMoEngagePushListener) = tell("addNonMoEngagePushListener")

    private fun tell(method: String, vararg arguments: Any?) {
        Handover.call("MoEFireBaseHelper.$method", *arguments)
    }

    companion object {
        private val instance = MoEFireBaseHelper()

        fun getInstance() = instance
    }
}
