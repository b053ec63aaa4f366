package dev.larder.messaging;
