/** The way to Redis. */
package dev.larder.blob.redis;
