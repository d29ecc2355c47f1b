package com.moengage.core.internal.logger

import com.moengage.core.LogLevel
import com.moengage.standin.Handover

object Logger {
    fun print(logLevel: Int = LogLevel.VERBOSE, throwable: Throwable? = null, message: () -> String) =
        Handover.log(logLevel, if (throwable == null) message() else "${message()}: $throwable")
}
