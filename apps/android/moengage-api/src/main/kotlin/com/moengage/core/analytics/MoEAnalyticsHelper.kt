package com.moengage.core.analytics

import android.content.Context
import com.moengage.core.model.AppStatus
import com.moengage.core.model.GeoLocation
import com.moengage.standin.Handover

object MoEAnalyticsHelper {
    fun setAppStatus(context: Context, status: AppStatus) = tell("setAppStatus", context, status)

    // what the first generations of the destination call
    fun setUniqueId(context: Context, uniqueId: Any, appId: String) = tell("setUniqueId", context, uniqueId, appId)

    fun setAlias(context: Context, alias: Any, appId: String) = tell("setAlias", context, alias, appId)

    fun setUserAttribute(context: Context, name: String, value: Any, appId: String) =
        tell("setUserAttribute", context, name, value, appId)

    fun setUserAttribute(context: Context, name: String, value: GeoLocation, appId: String) =
        tell("setUserAttribute", context, name, value, appId)

    private fun tell(method: String, vararg arguments: Any?) {
        Handover.call("MoEAnalyticsHelper.$method", *arguments)
    }
}
