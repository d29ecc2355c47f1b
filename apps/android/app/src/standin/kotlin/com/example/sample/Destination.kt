package com.example.sample

import com.example.sample.standin.StandInDestination
import com.segment.analytics.kotlin.core.platform.Plugin

/** A destination of our own in the place of MoEngage's, over an API stand-in in the place of its SDK. */
fun destinationFactory(app: SampleApp): () -> Plugin {
    val release = app.launch.find("destination") ?: System.getProperty("sample.destination") ?: "4.2.0"
    return { StandInDestination(app, release) }
}

fun moengage(app: SampleApp): MoEngagePort = SdkMoEngage(app, app.launch)
