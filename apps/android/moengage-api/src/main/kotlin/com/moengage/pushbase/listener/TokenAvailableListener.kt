package com.moengage.pushbase.listener

import com.moengage.pushbase.model.Token

interface TokenAvailableListener {
    fun onTokenAvailable(token: Token)
}
