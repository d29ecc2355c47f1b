package com.moengage.pushbase

import android.content.Context
import com.moengage.standin.Handover

class MoEPushHelper private constructor() {
    fun isFromMoEngagePlatform(payload: Map<String, String>): Boolean =
        Handover.call("MoEPushHelper.isFromMoEngagePlatform", payload) == true

    fun pushPermissionResponse(context: Context, isGranted: Boolean) {
        Handover.call("MoEPushHelper.pushPermissionResponse", context, isGranted)
    }

    companion object {
        private val instance = MoEPushHelper()

        fun getInstance() = instance
    }
}
