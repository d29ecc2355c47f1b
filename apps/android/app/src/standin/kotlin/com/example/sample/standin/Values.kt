package com.example.sample.standin

import com.moengage.core.internal.USER_ATTRIBUTE_SEGMENT_ID
import com.moengage.core.internal.USER_ATTRIBUTE_UNIQUE_ID
import com.moengage.core.internal.USER_ATTRIBUTE_USER_BDAY
import com.moengage.core.internal.USER_ATTRIBUTE_USER_EMAIL
import com.moengage.core.internal.USER_ATTRIBUTE_USER_FIRST_NAME
import com.moengage.core.internal.USER_ATTRIBUTE_USER_GENDER
import com.moengage.core.internal.USER_ATTRIBUTE_USER_LAST_NAME
import com.moengage.core.internal.USER_ATTRIBUTE_USER_MOBILE
import com.moengage.core.internal.USER_ATTRIBUTE_USER_NAME
import com.moengage.core.model.GeoLocation
import com.segment.analytics.kotlin.android.utilities.toJSONArray
import com.segment.analytics.kotlin.android.utilities.toJSONObject
import com.segment.analytics.kotlin.core.utilities.toContent
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.doubleOrNull

/** Standard trait -> MoEngage's name for it; every other trait keeps its own. */
private val MOENGAGE_NAMES = mapOf(
    "userId" to USER_ATTRIBUTE_UNIQUE_ID,
    "anonymousId" to USER_ATTRIBUTE_SEGMENT_ID,
    "email" to USER_ATTRIBUTE_USER_EMAIL,
    "firstName" to USER_ATTRIBUTE_USER_FIRST_NAME,
    "lastName" to USER_ATTRIBUTE_USER_LAST_NAME,
    "name" to USER_ATTRIBUTE_USER_NAME,
    "phone" to USER_ATTRIBUTE_USER_MOBILE,
    "gender" to USER_ATTRIBUTE_USER_GENDER,
    "birthday" to USER_ATTRIBUTE_USER_BDAY,
)

/** In the order of the traits; of two for one name the later wins; nulls are dropped. */
fun attributesOf(traits: JsonObject, isDeep: Boolean): MutableMap<String, Any> {
    val attributes = LinkedHashMap<String, Any>()
    for ((name, value) in traits) {
        valueOf(value, isDeep)?.let { attributes[MOENGAGE_NAMES[name] ?: name] = it }
    }
    return attributes
}

/** Segment's own conversion, by which text that looks like a number becomes one. */
private fun valueOf(element: JsonElement, isDeep: Boolean): Any? = when (element) {
    is JsonNull -> null
    is JsonPrimitive -> element.toContent()
    is JsonObject -> if (isDeep) attributesOf(element, isDeep) else element.toJSONObject()
    is JsonArray -> if (isDeep) element.toContent() else element.toJSONArray()
}

/** An absent trait is an empty object; text, a list or null is an exception. */
fun JsonObject.objectOf(name: String): JsonObject {
    val found = this[name] ?: return JsonObject(emptyMap())
    return requireNotNull(found as? JsonObject) { "$name is no object" }
}

/** The uncut text of a literal. */
fun JsonObject.textOf(name: String): String =
    (this[name] as? JsonPrimitive)?.takeIf { it !is JsonNull }?.content.orEmpty()

/** What is missing, misnamed or no number becomes 0.0. */
fun placeOf(location: JsonObject) = GeoLocation(location.numberOf("latitude"), location.numberOf("longitude"))

private fun JsonObject.numberOf(name: String): Double = (this[name] as? JsonPrimitive)?.doubleOrNull ?: 0.0
