package com.example.sample

import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive

/** A value as the outcome label writes it on every platform: `'text'`, `True`, `None`, `{'a': [1]}`. */
fun shown(element: JsonElement): String = when (element) {
    is JsonNull -> "None"
    is JsonArray -> element.joinToString(prefix = "[", postfix = "]", transform = ::shown)
    is JsonObject -> element.entries.joinToString(prefix = "{", postfix = "}", transform = ::shownField)
    is JsonPrimitive -> if (element.isString) shown(element.content) else shownLiteral(element.content)
}

private fun shownField(field: Map.Entry<String, JsonElement>) = "${shown(field.key)}: ${shown(field.value)}"

/** A truth value has a capital; a number is as it came. */
private fun shownLiteral(content: String): String = content.replaceFirstChar(Char::uppercaseChar)

fun shown(text: String): String {
    val quote = if ('\'' in text && '"' !in text) '"' else '\''
    return text.map { escaped(it, quote) }.joinToString("", "$quote", "$quote")
}

private fun escaped(letter: Char, quote: Char): String = when (letter) {
    quote, '\\' -> "\\$letter"
    '\n' -> "\\n"
    '\r' -> "\\r"
    '\t' -> "\\t"
    else -> "$letter"
}
