package com.example.sample

import com.google.firebase.messaging.FirebaseMessagingService
import com.google.firebase.messaging.RemoteMessage

/** The app's own service, told on a thread of Firebase; it may be what starts the process. */
class SampleMessagingService : FirebaseMessagingService() {
    private val app get() = application as SampleApp

    override fun onNewToken(token: String) = app.onMain { app.console.pushes.gotToken(token) }

    override fun onMessageReceived(message: RemoteMessage) = app.onMain { app.console.pushes.received(message.data) }
}
