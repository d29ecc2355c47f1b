package com.moengage.cards.core.listener

import com.moengage.cards.core.model.SyncCompleteData

interface SyncCompleteListener {
    fun onSyncComplete(data: SyncCompleteData?)
}
