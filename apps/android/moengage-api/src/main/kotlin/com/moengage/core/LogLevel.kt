package com.moengage.core

object LogLevel {
    const val NO_LOG = 0
    const val ERROR = 1
    const val WARN = 2
    const val INFO = 3
    const val DEBUG = 4
    const val VERBOSE = 5
}
