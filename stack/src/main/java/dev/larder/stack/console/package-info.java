/** What people are told. */
package dev.larder.stack.console;
