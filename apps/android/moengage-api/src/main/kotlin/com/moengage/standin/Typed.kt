package com.moengage.standin

import android.app.Application
import android.content.Context
import com.moengage.core.internal.model.IntegrationMeta
import com.moengage.core.model.GeoLocation
import org.json.JSONArray
import org.json.JSONObject

/** What a configuration says of itself, by name. */
interface Described {
    fun describe(): Map<String, Any?>
}

/** `["Type", value]`; JSON of org.json has its `toString()` as a third part. */
fun typed(value: Any?): String = when (value) {
    null -> """["null"]"""
    JSONObject.NULL -> """["JSONObject.NULL"]"""
    is String -> """["String",${quoted(value)}]"""
    is Int, is Long, is Boolean -> """["${value.javaClass.kotlin.simpleName}",$value]"""
    is Double -> """["Double",${if (value.isFinite()) "$value" else quoted("$value")}]"""
    is JSONObject -> """["JSONObject",${fields(value)},${printed(value)}]"""
    is JSONArray -> """["JSONArray",${items(value)},${printed(value)}]"""
    is Map<*, *> -> """["${value.javaClass.simpleName}",${value.fields()}]"""
    is List<*> -> """["${value.javaClass.simpleName}",${value.map(::typed).inBrackets()}]"""
    is GeoLocation -> typedGeoLocation(value)
    is IntegrationMeta -> typedMeta(value)
    is Described -> """["${value.javaClass.simpleName}",${value.describe().fields()}]"""
    is Application -> """["Application"]"""
    is Context -> """["Context"]"""
    is Enum<*> -> """["${value.javaClass.simpleName}",${quoted(value.name)}]"""
    else -> """["${value.javaClass.name}",${quoted("$value")}]"""
}

private fun typedMeta(meta: IntegrationMeta) =
    """["IntegrationMeta",{"type":${quoted(meta.integrationType)},"version":${quoted(meta.integrationVersion)}}]"""

private fun typedGeoLocation(place: GeoLocation) =
    """["GeoLocation",${mapOf("latitude" to place.latitude, "longitude" to place.longitude).fields()}]"""

private fun fields(json: JSONObject): String = json.keys().asSequence().associateWith(json::opt).fields()

private fun items(json: JSONArray): String = (0 until json.length()).map { typed(json.opt(it)) }.inBrackets()

/** Null where JSON cannot say it, as with a number that is none. */
private fun printed(json: Any): String = (json.toString() as String?)?.let(::quoted) ?: "null"

private fun Map<*, *>.fields(): String =
    entries.joinToString(",", "{", "}") { (name, value) -> "${quoted(name.toString())}:${typed(value)}" }

internal fun List<String>.inBrackets(): String = joinToString(",", "[", "]")

internal fun quoted(text: String): String = text.map(::escaped).joinToString("", "\"", "\"")

private fun escaped(letter: Char): String = when {
    letter == '"' || letter == '\\' -> "\\$letter"
    letter < ' ' || letter == '\u007f' || letter.isSurrogate() -> "\\u%04x".format(letter.code)
    else -> letter.toString()
}
