package com.example.sample

import com.segment.analytics.kotlin.core.platform.Plugin
import com.segment.analytics.kotlin.destinations.moengage.MoEngageDestination

/** MoEngage's own destination. */
fun destinationFactory(app: SampleApp): () -> Plugin = { MoEngageDestination(app) }

fun moengage(app: SampleApp): MoEngagePort = SdkMoEngage(app, app.launch)
