package com.moengage.core

import android.content.Context
import com.moengage.core.listeners.UserDeletionListener
import com.moengage.standin.Handover

object MoECoreHelper {
    @Suppress("UNUSED_PARAMETER")
    fun deleteUser(context: Context, listener: UserDeletionListener) = tell("deleteUser", context)

    fun logoutUser(context: Context) = tell("logoutUser", context)

    fun logoutUser(context: Context, appId: String) = tell("logoutUser", context, appId)

    private fun tell(method: String, vararg arguments: Any?) {
        Handover.call("MoECoreHelper.$method", *arguments)
    }
}
