package com.example.sample

import com.segment.analytics.kotlin.core.Analytics
import com.segment.analytics.kotlin.core.Settings
import com.segment.analytics.kotlin.core.platform.Plugin

/** Only counts settings checks, failed ones included, so that the screen can tell when the SDK has its settings. */
class SettingsWatch(private val seen: () -> Unit) : Plugin {
    override val type = Plugin.Type.Utility
    override lateinit var analytics: Analytics

    override fun update(settings: Settings, type: Plugin.UpdateType) = seen()
}
