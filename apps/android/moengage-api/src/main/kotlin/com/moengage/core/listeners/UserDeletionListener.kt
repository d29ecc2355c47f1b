package com.moengage.core.listeners

import com.moengage.core.model.UserDeletionData

interface UserDeletionListener {
    fun onResult(data: UserDeletionData)
}
