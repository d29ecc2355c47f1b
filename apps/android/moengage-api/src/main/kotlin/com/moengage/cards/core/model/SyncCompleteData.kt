package com.moengage.cards.core.model

class SyncCompleteData(val hasUpdates: Boolean)
