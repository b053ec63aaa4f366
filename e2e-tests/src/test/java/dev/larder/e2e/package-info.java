/** Larder driven from outside: real clients, a real stack, an upstream of the tests' own making. */
package dev.larder.e2e;
