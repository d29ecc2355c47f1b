@file:JvmName("MoESdkStateHelper")

package com.moengage.core

import android.content.Context
import com.moengage.standin.Handover

fun enableSdk(context: Context) = tell("enableSdk", context)

fun disableSdk(context: Context) = tell("disableSdk", context)

fun enableDataTracking(context: Context) = tell("enableDataTracking", context)

fun disableDataTracking(context: Context) = tell("disableDataTracking", context)

private fun tell(method: String, context: Context) {
    Handover.call("MoESdkStateHelper.$method", context)
}
