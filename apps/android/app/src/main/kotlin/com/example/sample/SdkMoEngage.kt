package com.example.sample

import com.google.firebase.messaging.RemoteMessage
import com.moengage.cards.core.MoECardHelper
import com.moengage.cards.core.listener.SyncCompleteListener
import com.moengage.cards.core.model.SyncCompleteData
import com.moengage.core.DataCenter
import com.moengage.core.LogLevel
import com.moengage.core.MoECoreHelper
import com.moengage.core.MoEngage
import com.moengage.core.analytics.MoEAnalyticsHelper
import com.moengage.core.config.FcmConfig
import com.moengage.core.config.LogConfig
import com.moengage.core.config.MoEngageEnvironmentConfig
import com.moengage.core.config.NotificationConfig
import com.moengage.core.disableDataTracking
import com.moengage.core.disableSdk
import com.moengage.core.enableDataTracking
import com.moengage.core.enableSdk
import com.moengage.core.listeners.UserDeletionListener
import com.moengage.core.model.AppStatus
import com.moengage.core.model.IntegrationPartner
import com.moengage.core.model.UserDeletionData
import com.moengage.core.model.environment.MoEngageEnvironment
import com.moengage.firebase.MoEFireBaseHelper
import com.moengage.firebase.listener.NonMoEngagePushListener
import com.moengage.inapp.MoEInAppHelper
import com.moengage.pushbase.MoEPushHelper
import com.moengage.pushbase.listener.TokenAvailableListener
import com.moengage.pushbase.model.Token

/** MoEngage's Android SDK, called as its documentation and the destination's page say. */
class SdkMoEngage(private val app: SampleApp, private val launch: Launch) : MoEngagePort {
    /** On the main thread, in partner mode: it stays silent until Segment's settings name the workspace. */
    override fun initialiseDefaultInstance() {
        val dataCenter = DataCenter.valueOf("DATA_CENTER_${launch["dataCenter"]}")
        val builder = MoEngage.Builder(app, launch["workspaceId"], dataCenter)
            .enablePartnerIntegration(IntegrationPartner.SEGMENT)
            .configureFcm(FcmConfig(launch["pushBy"] == "moengage"))
            .configureLogs(LogConfig(LogLevel.VERBOSE, false))
        if (launch.isOn("notificationMetadata")) builder.configureNotificationMetaData(notificationConfig())
        if (!launch.isOn("debug")) {
            builder.configureMoEngageEnvironment(MoEngageEnvironmentConfig(MoEngageEnvironment.LIVE))
        }
        MoEngage.initialiseDefaultInstance(builder.build())
    }

    private fun notificationConfig() = NotificationConfig(app.drawable("small_icon"), app.drawable("large_icon"))

    override fun setAppStatus(status: String) =
        MoEAnalyticsHelper.setAppStatus(app, if (status == "install") AppStatus.INSTALL else AppStatus.UPDATE)

    override fun setDataTracking(isOn: Boolean) = if (isOn) enableDataTracking(app) else disableDataTracking(app)

    override fun setSdkState(isOn: Boolean) = if (isOn) enableSdk(app) else disableSdk(app)

    override fun deleteUser() = MoECoreHelper.deleteUser(
        app,
        object : UserDeletionListener {
            override fun onResult(data: UserDeletionData) = log("MoEngage deleted the user: ${data.isSuccess}")
        },
    )

    override fun showInApp() = MoEInAppHelper.getInstance().showInApp(app)

    override fun fetchCards() = MoECardHelper.onCardSectionLoaded(
        app,
        object : SyncCompleteListener {
            override fun onSyncComplete(data: SyncCompleteData?) = log("MoEngage's cards are there")
        },
    )

    override fun permissionAnswered(isGranted: Boolean) =
        MoEPushHelper.getInstance().pushPermissionResponse(app, isGranted)

    override fun passPushToken(token: String) = MoEFireBaseHelper.getInstance().passPushToken(app, token)

    override fun isFromMoEngage(payload: Payload): Boolean =
        MoEPushHelper.getInstance().isFromMoEngagePlatform(payload)

    override fun passPushPayload(payload: Payload) = MoEFireBaseHelper.getInstance().passPushPayload(app, payload)

    override fun addTokenListener(listener: (String) -> Unit) = MoEFireBaseHelper.getInstance().addTokenListener(
        object : TokenAvailableListener {
            override fun onTokenAvailable(token: Token) = listener(token.pushToken)
        },
    )

    override fun addNonMoEngageListener(listener: (Payload) -> Unit) =
        MoEFireBaseHelper.getInstance().addNonMoEngagePushListener(
            object : NonMoEngagePushListener {
                override fun onPushReceived(remoteMessage: RemoteMessage) = listener(remoteMessage.data)
            },
        )
}
