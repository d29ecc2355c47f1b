package com.segment.analytics.kotlin.destinations.moengage

import android.app.Application
import com.segment.analytics.kotlin.core.platform.DestinationPlugin

/** To compile against, where neither MoEngage's destination nor its source is at hand. */
@Suppress("UNUSED_PARAMETER")
class MoEngageDestination(application: Application) : DestinationPlugin() {
    override val key = "MoEngage"
}
