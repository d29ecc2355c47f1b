package com.moengage.core

import android.app.Application
import com.moengage.core.config.FcmConfig
import com.moengage.core.config.LogConfig
import com.moengage.core.config.MoEngageEnvironmentConfig
import com.moengage.core.config.NotificationConfig
import com.moengage.core.model.IntegrationPartner
import com.moengage.standin.Described
import com.moengage.standin.Handover

class MoEngage private constructor(private val said: Map<String, Any?>) : Described {
    override fun describe() = said

    class Builder(application: Application, workspaceId: String, dataCenter: DataCenter) {
        private val said = linkedMapOf<String, Any?>(
            "application" to application,
            "workspaceId" to workspaceId,
            "dataCenter" to dataCenter,
        )

        fun enablePartnerIntegration(partner: IntegrationPartner) = with("partner", partner)

        fun configureFcm(config: FcmConfig) = with("fcm", config)

        fun configureLogs(config: LogConfig) = with("logs", config)

        fun configureNotificationMetaData(config: NotificationConfig) = with("notification", config)

        fun configureMoEngageEnvironment(config: MoEngageEnvironmentConfig) = with("environment", config)

        fun build() = MoEngage(said.toMap())

        private fun with(name: String, value: Any): Builder = apply { said[name] = value }
    }

    companion object {
        fun initialiseDefaultInstance(moEngage: MoEngage) {
            Handover.call("MoEngage.initialiseDefaultInstance", moEngage)
        }
    }
}
