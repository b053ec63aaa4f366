/** What the stack tells the gateway about itself. */
package dev.larder.stack.health;
