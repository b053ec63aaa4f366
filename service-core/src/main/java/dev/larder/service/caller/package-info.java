/** Who asks, and what they may. */
package dev.larder.service.caller;
