package com.example.sample

import kotlinx.serialization.SerializationException
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive

/** The app cannot do what the command says; shown in the outcome label. */
class CommandException(message: String) : Exception(message)

class Command(val verb: Verb, val arguments: Given)

fun Given.text(name: String): String = (getValue(name) as JsonPrimitive).content

fun Given.data(name: String): JsonObject? = get(name) as JsonObject?

/** `{"verb": ..., "arguments": {...}}`, or a list of such: made back to back. */
fun parseCommands(text: String): List<Command> {
    val said = parseJson(text) { "the command is not JSON: $it" }
    val commands = if (said is JsonArray) said else listOf(said)
    if (commands.isEmpty()) throw CommandException("the command says nothing to do")
    return commands.map(::parseCommand)
}

/** `fields` by argument name; an empty field is an argument that was not given. */
fun parseForm(verb: Verb, fields: Map<String, String>): Command {
    val given = verb.arguments.filterNot { fields[it.name].isNullOrEmpty() }
    return checked(verb, given.associate { it.name to it.parse(fields.getValue(it.name)) })
}

private fun parseCommand(said: JsonElement): Command {
    val arguments = if (said is JsonObject) said["arguments"] ?: JsonObject(emptyMap()) else null
    if (said !is JsonObject || arguments !is JsonObject) {
        throw CommandException("a command is an object such as {\"verb\": \"reset\", \"arguments\": {}}")
    }
    val name = said["verb"] ?: JsonNull
    val verb = (name as? JsonPrimitive)?.takeIf { it.isString }?.let { VERBS[it.content] }
        ?: throw CommandException("unknown verb ${shown(name)}; known are ${VERBS.keys.joinToString()}")
    return checked(verb, arguments.filterValues { it !is JsonNull })
}

private fun checked(verb: Verb, given: Given): Command {
    val known = verb.arguments.associateBy { it.name }
    for ((name, value) in given) {
        val argument = known[name] ?: throw CommandException(
            "${verb.name} has no argument ${shown(name)}; it has ${known.keys.joinToString().ifEmpty { "none" }}",
        )
        argument.check(value)
    }
    val missing = verb.arguments.filter { it.isRequired && it.name !in given }
    if (missing.isNotEmpty()) throw CommandException("${verb.name} needs ${missing.joinToString { it.name }}")
    return Command(verb, given)
}

/** From a form's field. */
private fun Argument.parse(text: String): JsonElement =
    if (isObject) parseJson(text) { "$name is not JSON: $it" } else JsonPrimitive(text)

private fun Argument.check(value: JsonElement) {
    val fits = if (isObject) value is JsonObject else value is JsonPrimitive && value.isString
    if (!fits) throw CommandException("$name must be ${if (isObject) "an object" else "text"}, not ${shown(value)}")
    if (choices.isNotEmpty() && (value as JsonPrimitive).content !in choices) {
        throw CommandException("$name must be one of ${choices.joinToString()}, not ${shown(value)}")
    }
}

private fun parseJson(text: String, complaint: (String) -> String): JsonElement = try {
    Json.parseToJsonElement(text).also(::refuseBareWords)
} catch (problem: SerializationException) {
    throw CommandException(complaint(problem.message?.lineSequence()?.first() ?: "it cannot be read"))
}

private val LITERAL = Regex("""null|true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?""")

/** kotlinx-serialization takes any unquoted word for a value. */
private fun refuseBareWords(element: JsonElement) {
    when (element) {
        is JsonObject -> element.values.forEach(::refuseBareWords)
        is JsonArray -> element.forEach(::refuseBareWords)
        is JsonPrimitive -> if (!element.isString && !LITERAL.matches(element.content)) {
            throw SerializationException("unexpected ${element.content}")
        }
    }
}
