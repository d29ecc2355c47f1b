package com.moengage.core.config

import com.moengage.core.model.environment.MoEngageEnvironment
import com.moengage.standin.Described

class FcmConfig(val isRegistrationEnabled: Boolean) : Described {
    override fun describe() = mapOf("isRegistrationEnabled" to isRegistrationEnabled)
}

class LogConfig(val level: Int, val isEnabledForReleaseBuild: Boolean) : Described {
    override fun describe() = mapOf("level" to level, "isEnabledForReleaseBuild" to isEnabledForReleaseBuild)
}

class NotificationConfig(val smallIcon: Int, val largeIcon: Int) : Described {
    override fun describe() = mapOf("smallIcon" to smallIcon, "largeIcon" to largeIcon)
}

class MoEngageEnvironmentConfig(val environment: MoEngageEnvironment) : Described {
    override fun describe() = mapOf("environment" to environment)
}
