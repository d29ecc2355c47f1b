package com.google.firebase.messaging

import com.google.android.gms.tasks.Task

/** To compile against. */
class FirebaseMessaging private constructor() {
    val token: Task<String> = Task()

    companion object {
        @JvmStatic
        fun getInstance() = FirebaseMessaging()
    }
}
