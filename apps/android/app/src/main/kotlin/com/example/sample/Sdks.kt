package com.example.sample

import com.segment.analytics.kotlin.android.Analytics
import com.segment.analytics.kotlin.core.Analytics
import com.segment.analytics.kotlin.core.platform.Plugin

/** The two SDKs of this process, and how one more destination is made. */
class Sdks(val analytics: Analytics, val moengage: MoEngagePort, val makeDestination: () -> Plugin)

/** In the order of the destination's page: MoEngage, then Analytics. The app adds the destination. */
fun makeSdks(app: SampleApp, launch: Launch): Sdks {
    val moengage = moengage(app)
    if (launch["moengageStart"] == "late") app.later(LATE_MS, moengage::initialiseDefaultInstance)
    else moengage.initialiseDefaultInstance()
    return Sdks(makeAnalytics(app, launch), moengage, destinationFactory(app))
}

private fun makeAnalytics(app: SampleApp, launch: Launch): Analytics {
    Analytics.debugLogsEnabled = launch.isOn("debug")
    return Analytics(launch["writeKey"], app) {
        apiHost = launch["apiHost"]
        cdnHost = launch["cdnHost"]
        flushAt = launch["flushAt"].toInt()
        flushInterval = launch["flushInterval"].toDouble().toInt()
        trackApplicationLifecycleEvents = launch.isOn("lifecycle")
        trackDeepLinks = launch.isOn("deepLinks")
        useLifecycleObserver = launch.isOn("useLifecycleObserver")
        errorHandler = { log("Segment: $it") }
    }
}

/** `moengageStart` = "late": so long after the start of the process MoEngage is initialised, on another thread. */
private const val LATE_MS = 30_000L
