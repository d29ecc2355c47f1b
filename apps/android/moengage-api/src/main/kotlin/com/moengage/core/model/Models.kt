package com.moengage.core.model

class GeoLocation(val latitude: Double, val longitude: Double)

enum class IntegrationPartner { SEGMENT, M_PARTICLE }

enum class AppStatus { INSTALL, UPDATE }

class UserDeletionData(val isSuccess: Boolean)
