/**
 * What the adapters of {@code service-core} promise, whatever their framework; and what a service
 * relies on when it asks another one, which a fake of that one promises too.
 */
package dev.larder.service.contract;
