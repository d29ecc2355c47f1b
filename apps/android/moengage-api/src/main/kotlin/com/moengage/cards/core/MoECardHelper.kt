package com.moengage.cards.core

import android.content.Context
import com.moengage.cards.core.listener.SyncCompleteListener
import com.moengage.standin.Handover

object MoECardHelper {
    @Suppress("UNUSED_PARAMETER")
    fun onCardSectionLoaded(context: Context, listener: SyncCompleteListener) {
        Handover.call("MoECardHelper.onCardSectionLoaded", context)
    }
}
