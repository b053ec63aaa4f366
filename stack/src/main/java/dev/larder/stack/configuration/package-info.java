/** The configuration file, its variables and its flags, made one typed record. */
package dev.larder.stack.configuration;
