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
    is JsonObject -> element.entries.joinToString(prefix = "{", postfix = "}") { "${shown(it.key)}: ${shown(it.value)}" }
    is JsonPrimitive -> if (element.isString) shown(element.content) else element.content.replaceFirstChar(::capitalOfWord)
}

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

/** Of `true` and `false`; numbers have none. */
private fun capitalOfWord(first: Char): Char = first.uppercaseChar()
