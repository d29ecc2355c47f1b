package com.moengage.core.model.environment

enum class MoEngageEnvironment { DEFAULT, LIVE, TEST }
